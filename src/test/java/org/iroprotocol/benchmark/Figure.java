package org.iroprotocol.benchmark;

import java.util.Locale;

/** What the benchmark prints: one line for each goal, further lines that explain it. */
final class Figure {

    private Figure() {
    }

    static void atMost(String what, double value, String unit, double goal) {
        goal(what, value, unit, "at most", goal, value <= goal);
    }

    static void atLeast(String what, double value, String unit, double goal) {
        goal(what, value, unit, "at least", goal, value >= goal);
    }

    private static void goal(String what, double value, String unit, String side, double goal, boolean met) {
        System.out.printf(Locale.UK, "BENCHMARK %s: %.2f %s, goal %s %.2f: %s%n", what, value, unit, side, goal,
                met ? "met" : "not met");
    }

    static void note(String format, Object... values) {
        System.out.printf(Locale.UK, "          " + format + "%n", values);
    }
}
