package org.iroprotocol.correspondence;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Letters about several cases at once, one to each person they concern instead of one for each case (P-42). */
public interface SharedLetters {

    /**
     * Writes the letter once to each addressee – the first of the template's roles somebody can be written to, case by case –
     * with the list of that addressee's cases, and lets the process {@code correspondence} send it. In the caller's
     * transaction. The letter is kept with the first case of its list and stands with each of them, for those who may open
     * every one (see {@link Item#about()}).
     *
     * @param template   a template for several cases, {@code work-moved}
     * @param references cases of one authority; those of children who have died are left out
     * @param values     what the letter says beside the case file's values: placeholder → text
     * @param recordedBy user id
     * @return one entry for each letter written or not possible, in the order of their first cases
     * @throws MissingDataException when the case file or the settings lack something the letter must say
     * @throws TemplateException    when the letter's file is missing or cannot be used
     */
    List<Written> write(String template, List<String> references, Map<String, String> values, String recordedBy);

    /**
     * One letter.
     *
     * @param to         name and role, for people who may see them
     * @param id         null when nobody can be written to: neither of the template's roles has an e-mail address, and
     *                   nothing has been written
     * @param references the cases it lists
     */
    record Written(UUID id, String to, List<String> references) {
    }
}
