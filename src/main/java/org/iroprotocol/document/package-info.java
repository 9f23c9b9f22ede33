/** Court documents: which are expected when, by the court's timetable, and which have been recorded. */
package org.iroprotocol.document;
