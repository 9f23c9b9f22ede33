/** Moving work from one IRO to another, and cover between two days, many cases at once (P-42). */
package org.iroprotocol.work;
