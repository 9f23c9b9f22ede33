package org.iroprotocol.casefile;

import java.util.ArrayList;
import java.util.List;
import org.iroprotocol.calendar.London;
import org.iroprotocol.calendar.When;

/** What a timeline record says was typed; empty texts are left out. */
final class Entries {

    static final String NOT_RECORDED = "not recorded";

    private final List<TimelineRecord.Entry> list = new ArrayList<>();

    Entries add(String key, String label, String text) {
        if (text != null) {
            list.add(new TimelineRecord.Entry(key, label, text));
        }
        return this;
    }

    Entries addAll(List<TimelineRecord.Entry> more) {
        list.addAll(more);
        return this;
    }

    List<TimelineRecord.Entry> list() {
        return list;
    }

    static String words(When when) {
        return when == null ? null : London.text(when);
    }

    static String yesNo(boolean yes) {
        return yes ? "Yes" : "No";
    }
}
