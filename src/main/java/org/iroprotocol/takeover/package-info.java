/** Existing work comes in: open cases taken over from a CSV file, rehearsed first, sending nothing (P-43). */
package org.iroprotocol.takeover;
