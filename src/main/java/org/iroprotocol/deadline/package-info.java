/** Rules applied to recorded events: due dates, the register of deadlines, and moving them when an event changes. */
package org.iroprotocol.deadline;
