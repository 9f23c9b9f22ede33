/** The morning digest: one message per person and working day about what is due, missed, awaited and expected (P-45). */
package org.iroprotocol.digest;
