/** Server-side validation of what people enter, from the deployed form files. */
package org.iroprotocol.form;
