/**
 * The duty line of Cafcass Legal: for councils when and where to ring; in an installation run by Cafcass the duty lawyer's
 * confidential records.
 */
package org.iroprotocol.advice;
