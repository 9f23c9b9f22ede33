package org.iroprotocol.digest;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.iroprotocol.casefile.CaseFile;
import org.iroprotocol.casefile.Caseload.Acting;

/**
 * All that the digests of one batch are made of.
 *
 * @param today     in London
 * @param soonUntil last day of what is due soon
 * @param acting    user id → the cases in which that person acts
 * @param duties    missed or near, in the order they are told
 * @param files     by reference
 * @param holders   case → role → name of who holds it
 * @param documents case → expected documents with nothing recorded; cases without any are absent
 * @param url       where people reach this system, without a slash at the end
 */
record Material(LocalDate today, LocalDate soonUntil, Map<String, List<Acting>> acting, List<Duty> duties,
                Map<String, CaseFile> files, Map<String, Map<String, String>> holders, Map<String, List<String>> documents,
                String url) {
}
