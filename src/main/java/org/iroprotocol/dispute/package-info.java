/** Concerns about a looked-after child and the stages by which they are settled (C-93 to C-116). */
package org.iroprotocol.dispute;
