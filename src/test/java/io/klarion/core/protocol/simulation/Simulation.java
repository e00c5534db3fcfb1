package io.klarion.core.protocol.simulation;

import io.klarion.core.protocol.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A run of the whole protocol on one thread: who acts next, and what fails, follows from the plan's seed. At the
 * end all faults stop and everything that was written is read, counted and closed.
 */
final class Simulation {

    private static final int BOUNDED_LOG = 60;

    private final World world;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Task> idleTasks = new ArrayList<>();
    private final List<CountingTask> counting = new ArrayList<>();
    private final List<WindowTask> windowing = new ArrayList<>();

    Simulation(World world) {
        this.world = world;
    }

    /** Runs to the end. */
    void run() {
        prepare();
        for (int step = 0; step < world.plan.steps(); step++) {
            if (world.chance(world.plan.faults())) {
                fail();
            } else {
                act();
            }
        }
        finish();
    }

    private void prepare() {
        if (world.plan.bounded()) {
            for (int i = 0; i < BOUNDED_LOG; i++) {
                world.producer.passTime();
                world.producer.write();
            }
            world.log.partitions().forEach(p -> world.endOffsets.put(p, world.log.endOffset(p)));
        }
        for (int i = 0; i < world.plan.workers(); i++) {
            workers.add(new Worker(world));
        }
        for (int p = 0; p < world.internal.count(); p++) {
            windowing.add(new WindowTask(world, p));
        }
        startCountingTasks();
        idleTasks.addAll(windowing);
    }

    private void startCountingTasks() {
        for (int n = counting.size(); n < world.countingTasks(); n++) {
            CountingTask task = new CountingTask(world, n);
            counting.add(task);
            idleTasks.add(task);
        }
    }

    private void act() {
        assignSome();
        Worker worker = world.oneOf(workers);
        int kind = world.random.nextInt(100);
        if (kind < 12 && !world.plan.bounded()) {
            world.producer.passTime();
            world.producer.write();
        } else if (kind < 82 && !worker.tasks().isEmpty()) {
            work(world.oneOf(worker.tasks()), worker.transaction());
        } else if (kind < 95) {
            world.note(() -> "worker " + workers.indexOf(worker) + " commits");
            worker.commit();
        } else if (world.plan.grows() && world.chance(40)) {
            grow();
        }
    }

    private void assignSome() {
        while (!idleTasks.isEmpty() && world.chance(60)) {
            Task task = idleTasks.remove(world.random.nextInt(idleTasks.size()));
            Worker worker = world.oneOf(workers);
            worker.take(task);
            world.note(() -> "worker " + workers.indexOf(worker) + " takes " + task);
        }
    }

    private void work(Task task, Transaction transaction) {
        if (task instanceof CountingTask stage1) {
            count(stage1, transaction);
        } else if (task instanceof WindowTask stage2) {
            int count = world.random.nextInt(12);
            int budget = world.random.nextInt(5);
            int closed = stage2.work(count, budget, transaction);
            stage2.audit(20);
            world.note(() -> task + " applies at most " + count + ", closes " + closed + " of " + budget);
        }
    }

    private void count(CountingTask task, Transaction transaction) {
        int kind = world.random.nextInt(100);
        List<SourcePartition> partitions = task.partitions();
        if (kind < 65) {
            for (SourcePartition partition : partitions) {
                int count = world.random.nextInt(9);
                world.note(() -> task + " reads at most " + count + " of " + partition);
                task.read(partition, count, transaction);
            }
        } else {
            if (world.plan.idles() && kind > 72) {
                partitions.forEach(partition -> task.declareIdle(partition, transaction));
            }
            world.note(() -> task + " sends signs of life");
            task.beat(transaction);
        }
    }

    private void fail() {
        Worker worker = world.oneOf(workers);
        if (worker.tasks().isEmpty()) {
            return;
        }
        Task task = world.oneOf(worker.tasks());
        int kind = world.random.nextInt(4);
        if (kind == 0) {
            world.note(() -> task + " is corrupted");
            worker.corrupt(task);
        } else if (kind == 1) {
            world.note(() -> task + " is moved");
            worker.release(task);
            idleTasks.add(task);
        } else {
            if (kind == 2 && task instanceof CountingTask draining) {
                draining.failWhileDraining(worker.transaction());
            }
            world.note(() -> "worker " + workers.indexOf(worker) + " crashes");
            idleTasks.addAll(worker.crash());
        }
    }

    private void grow() {
        String topic = world.oneOf(List.copyOf(world.manifest.keySet()));
        SourcePartition partition = new SourcePartition(topic, world.manifest.merge(topic, 1, Integer::sum) - 1);
        world.note(() -> partition + " is added");
        world.added.add(partition);
        world.producer.open(partition);
        startCountingTasks();
    }

    /* Stage 1 first: what it sends is visible once all workers have committed. */
    private void finish() {
        world.isEnding = true;
        if (!world.plan.bounded()) {
            world.producer.writeLast();
        }
        for (Task task : idleTasks) {
            world.oneOf(workers).take(task);
        }
        idleTasks.clear();
        commitAfter((task, transaction) -> {
            if (task instanceof CountingTask stage1) {
                stage1.beat(transaction);
                stage1.partitions().forEach(partition -> stage1.read(partition, Integer.MAX_VALUE, transaction));
            }
        });
        commitAfter((task, transaction) -> {
            if (task instanceof WindowTask stage2) {
                stage2.work(Integer.MAX_VALUE, 0, transaction);
                stage2.audit(100);
                stage2.work(0, Integer.MAX_VALUE, transaction);
            }
        });
        for (WindowTask task : windowing) {
            Checks.require("windows", task.isReadToEnd(), () -> task + " must have read everything");
        }
    }

    private void commitAfter(BiConsumer<Task, Transaction> work) {
        for (Worker worker : workers) {
            worker.tasks().forEach(task -> work.accept(task, worker.transaction()));
            worker.commit();
        }
    }

    List<WindowTask> windowTasks() {
        return windowing;
    }
}
