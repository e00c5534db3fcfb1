package io.klarion.detection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work in parts that do not need each other. */
final class Parts {

    private Parts() {}

    /**
     * What the parts result in, in their order.
     *
     * @param parallel whether as many threads work as there are processors, or one
     * @throws IllegalStateException when a part fails, with its exception as the cause
     */
    static <T> List<T> inOrder(List<Callable<List<T>>> parts, boolean parallel) {
        ExecutorService threads =
                Executors.newFixedThreadPool(parallel ? Runtime.getRuntime().availableProcessors() : 1);
        try {
            List<Future<List<T>>> results = new ArrayList<>(threads.invokeAll(backwards(parts)));
            List<T> all = new ArrayList<>();
            for (Future<List<T>> result : backwards(results)) {
                all.addAll(result.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    /* The last parts take longest, as sizes ascend: begun first, they leave no thread idle at the end. */
    private static <T> List<T> backwards(List<T> list) {
        List<T> backwards = new ArrayList<>(list);
        Collections.reverse(backwards);
        return backwards;
    }
}
