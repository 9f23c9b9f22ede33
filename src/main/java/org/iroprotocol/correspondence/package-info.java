/** Letters and notices: template, ledger, rendered, sent exactly as recorded. */
package org.iroprotocol.correspondence;
