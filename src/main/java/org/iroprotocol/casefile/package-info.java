/** The child, siblings, people by role, events and the timeline of records: the truth about a case. */
package org.iroprotocol.casefile;
