/** Which folder wins for an authority, what its tables and settings say, and who may work where. */
package org.iroprotocol.authority;
