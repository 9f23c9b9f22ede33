/** Lays an authority's folder over the national one and deploys what changed. */
package org.iroprotocol.localisation;
