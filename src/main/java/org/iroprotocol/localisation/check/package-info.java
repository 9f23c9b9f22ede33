/** The one set of rules for what an authority may deploy, and what it changes against the national protocol. */
package org.iroprotocol.localisation.check;
