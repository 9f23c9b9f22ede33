/** Sign-in, case pages, and what the web applications ask of us. */
package org.iroprotocol.web;
