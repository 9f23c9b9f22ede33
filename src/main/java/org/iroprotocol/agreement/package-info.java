/** The protocol itself: who signed which version when, and its yearly review (C-76, C-77). It belongs to no case. */
package org.iroprotocol.agreement;
