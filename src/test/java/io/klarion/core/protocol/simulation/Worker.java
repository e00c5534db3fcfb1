package io.klarion.core.protocol.simulation;

import java.util.ArrayList;
import java.util.List;

/** One thread: some tasks that share a transaction. */
final class Worker {

    private final World world;
    private final List<Task> tasks = new ArrayList<>();
    private Transaction transaction = new Transaction();

    Worker(World world) {
        this.world = world;
    }

    List<Task> tasks() {
        return tasks;
    }

    Transaction transaction() {
        return transaction;
    }

    void take(Task task) {
        tasks.add(task);
        task.open();
    }

    void commit() {
        boolean late = world.mutation == Mutation.OFFSETS_COMMITTED_BEFORE_DRAIN;
        if (!late) {
            tasks.forEach(task -> task.prepareCommit(transaction));
        }
        tasks.forEach(Task::committed);
        transaction.commit(world.results);
        transaction = new Transaction();
        if (late) {
            tasks.forEach(task -> task.prepareCommit(transaction));
        }
    }

    /** All that was not committed is lost, and the tasks with it. */
    List<Task> crash() {
        transaction.abort();
        transaction = new Transaction();
        List<Task> orphans = List.copyOf(tasks);
        tasks.clear();
        return orphans;
    }

    /** Gives a task away, committed. */
    void release(Task task) {
        commit();
        tasks.remove(task);
    }

    /**
     * A task is marked as corrupted: the others are committed, and as all share the transaction, so is what the
     * corrupted one has written, but not its offsets; then it starts again.
     */
    void corrupt(Task corrupted) {
        tasks.stream().filter(task -> task != corrupted).forEach(task -> task.prepareCommit(transaction));
        tasks.stream().filter(task -> task != corrupted).forEach(Task::committed);
        if (corrupted instanceof CountingTask counting && world.mayDamage() && world.chance(50)) {
            world.note(() -> corrupted + " leaks");
            counting.leak(transaction);
        }
        corrupted.committedWithoutOffsets();
        transaction.commit(world.results);
        transaction = new Transaction();
        corrupted.open();
    }
}
