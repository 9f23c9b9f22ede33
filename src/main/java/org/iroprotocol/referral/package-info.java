/** An IRO's referral of a child's case to Cafcass: written, sent, and what Cafcass said (Children Act 1989, section 25B(3)(a)). */
package org.iroprotocol.referral;
