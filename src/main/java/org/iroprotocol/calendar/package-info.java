/** Working days in England and the way dates and times are read and written. */
package org.iroprotocol.calendar;
