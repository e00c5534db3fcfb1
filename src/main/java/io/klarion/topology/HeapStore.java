package io.klarion.topology;

import io.klarion.core.protocol.Stage1;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Holds a task's {@link Stage1} where both of its processors find it. Not persistent and not logged: what it holds
 * was touched since the last commit, and is read again after a crash. A revived task re-uses its processors and
 * stores, therefore opening and closing clear it.
 */
final class HeapStore implements StateStore {

    private final Stage1 stage;
    private boolean open;

    private HeapStore(Stage1 stage) {
        this.stage = stage;
    }

    Stage1 stage() {
        return stage;
    }

    @Override
    public String name() {
        return TopologyNames.HEAP_STORE;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        stage.clear();
        context.register(root, (key, value) -> {});
        open = true;
    }

    @Override
    public void close() {
        stage.clear();
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /** Builds one store a task; neither cached nor logged. */
    record Builder(Supplier<Stage1> stages) implements StoreBuilder<HeapStore> {

        @Override
        public HeapStore build() {
            return new HeapStore(stages.get());
        }

        @Override
        public StoreBuilder<HeapStore> withCachingEnabled() {
            throw new UnsupportedOperationException("the heap is its own cache");
        }

        @Override
        public StoreBuilder<HeapStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<HeapStore> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("the heap is empty at every commit");
        }

        @Override
        public StoreBuilder<HeapStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return TopologyNames.HEAP_STORE;
        }
    }
}
