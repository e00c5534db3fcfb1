package io.klarion.faults;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads off how a soak stands. */
final class SoakGauge {

    private static final long MEGABYTE = 1 << 20;
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");
    private static final Pattern COMMITTED = Pattern.compile("Total: reserved=\\d+KB, committed=(\\d+)KB");
    private static final long KILOBYTES = 1024;

    private final Scene scene;
    private final Instance survivor;
    private final RunningBalance balance;

    SoakGauge(Scene scene, Instance survivor) {
        this.scene = scene;
        this.survivor = survivor;
        this.balance = new RunningBalance(scene.deployment().monitors());
    }

    SoakMinute read(int minute, int faults) {
        balance.update(scene.load().log(), scene.verdicts()::counted);
        JavaProcess process = survivor.process();
        process.command("GC.run");
        return new SoakMinute(
                minute,
                faults,
                scene.load().log().size(),
                balance.windows(),
                balance.waiting(),
                balance.lost(),
                balance.duplicated(),
                sum(HEAP, process.command("GC.heap_info")) / KILOBYTES,
                sum(COMMITTED, process.command("VM.native_memory")) / KILOBYTES,
                process.residentBytes() / MEGABYTE,
                process.openFiles(),
                topics(),
                series());
    }

    /* The serial collector tells of each generation; metaspace stands on lines of its own after them. */
    private static long sum(Pattern pattern, String text) {
        int end = text.indexOf("Metaspace");
        Matcher numbers = pattern.matcher(end < 0 ? text : text.substring(0, end));
        long sum = 0;
        while (numbers.find()) {
            sum += Long.parseLong(numbers.group(1));
        }
        return sum;
    }

    private int topics() {
        try {
            return scene.brokers().admin().listTopics().names().get().size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private int series() {
        Set<String> names = new TreeSet<>();
        scene.instances().stream()
                .filter(Instance::isServing)
                .forEach(instance -> instance.metrics().all().keySet().stream()
                        .filter(series -> series.startsWith("klarion_"))
                        .forEach(names::add));
        return names.size();
    }
}
