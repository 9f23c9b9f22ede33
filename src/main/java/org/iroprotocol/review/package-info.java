/** When a looked-after child is reviewed next, as the regulations say; proposed to people, never decided for them. */
package org.iroprotocol.review;
