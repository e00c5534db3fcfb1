package io.klarion.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Gives inputs to a target and holds each to its bounds in time and memory. Single-threaded. */
final class Measured {

    /** For one input, of at most 64 KiB: far beyond what any needs, far below what a stuck one takes. */
    private static final long MOST_NANOS = 1_000_000_000;

    private static final int TRIES = 3;
    private static final int SHOWN = 2000;

    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FuzzTarget target;
    private Cost most = new Cost(0, 0);

    Measured(FuzzTarget target) {
        this.target = target;
    }

    /** Gives one input to the target. */
    void take(byte[] input) {
        try {
            Cost cost = run(input);
            // The first run loads classes, a collection or a busy machine can stop us: only what is dear each time is.
            for (int i = 1; i < TRIES && !isAllowed(cost, input.length); i++) {
                cost = cost.orLess(run(input));
            }
            most = most.orMore(cost);
            if (!isAllowed(cost, input.length)) {
                throw new AssertionError("took " + cost);
            }
        } catch (RuntimeException | Error e) {
            throw new AssertionError(target.name() + ": " + e + " on " + shown(input), e);
        }
    }

    private boolean isAllowed(Cost cost, int length) {
        return cost.nanos() <= MOST_NANOS && cost.bytes() <= target.allowedBytes(length);
    }

    private Cost run(byte[] input) {
        long bytes = thread.getCurrentThreadAllocatedBytes();
        long begun = System.nanoTime();
        target.take(input);
        long nanos = System.nanoTime() - begun;
        return new Cost(nanos, thread.getCurrentThreadAllocatedBytes() - bytes);
    }

    private record Cost(long nanos, long bytes) {
        Cost orLess(Cost that) {
            return new Cost(Math.min(nanos, that.nanos), Math.min(bytes, that.bytes));
        }

        Cost orMore(Cost that) {
            return new Cost(Math.max(nanos, that.nanos), Math.max(bytes, that.bytes));
        }

        @Override
        public String toString() {
            return nanos / 1_000_000 + " ms and " + bytes + " bytes";
        }
    }

    /** What the costliest inputs took, for people. */
    String summary() {
        return target.name() + ": at most " + most + " an input";
    }

    private static String shown(byte[] input) {
        byte[] head = input.length > SHOWN ? Arrays.copyOf(input, SHOWN) : input;
        return input.length + " bytes: " + HexFormat.of().formatHex(head) + " which reads: "
                + new String(head, StandardCharsets.ISO_8859_1);
    }
}
