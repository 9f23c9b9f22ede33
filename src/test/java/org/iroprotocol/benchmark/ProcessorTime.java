package org.iroprotocol.benchmark;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Processor time of this thread and, beside it, of the whole process, in nanoseconds. The thread's is what is compared: job
 * executor off, all work of both sides happens on it, while the process's also holds what the compiler and the mail server of
 * the tests do meanwhile.
 */
record ProcessorTime(long thread, long process) {

    private static final com.sun.management.OperatingSystemMXBean SYSTEM =
            (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    static ProcessorTime of(Runnable work) {
        long process = SYSTEM.getProcessCpuTime();
        long thread = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return new ProcessorTime(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - thread,
                SYSTEM.getProcessCpuTime() - process);
    }

    /** The middle one, which a collection or a compilation in between does not move. */
    static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    static double millis(double nanos) {
        return nanos / 1_000_000;
    }
}
