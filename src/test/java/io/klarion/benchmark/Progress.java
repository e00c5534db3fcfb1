package io.klarion.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Tells on standard output how far a variant has come and what it has cost: {@code AT records cpu-nanos wall-nanos}. */
final class Progress {

    static final String MARK = "AT ";

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final long every;
    private long next;

    Progress(long every) {
        this.every = every;
        this.next = every;
    }

    /** So many records are done; tells so now and then. */
    void at(long records) {
        if (records >= next) {
            tell(records);
            next = records - records % every + every;
        }
    }

    /** Tells so. */
    void tell(long records) {
        System.out.println(MARK + records + " " + system.getProcessCpuTime() + " " + System.nanoTime());
        System.out.flush();
    }
}
