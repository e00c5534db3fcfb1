package io.klarion.metrics;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tasks that run in this process and what each shows.
 *
 * <p>A series lives exactly as long as the task that evaluates it: when its partition moves to another instance, the
 * series vanishes here and appears there. Safe for any number of threads.
 */
public final class LiveTasks {

    private final Map<String, TaskView> views = new ConcurrentHashMap<>();
    private final MetricsPlan plan;

    /** Tasks of monitors that export nothing special. */
    public LiveTasks() {
        this(MetricsPlan.PLAIN);
    }

    LiveTasks(MetricsPlan plan) {
        this.plan = plan;
    }

    /**
     * Begins a task, showing nothing yet. A view open under the same id, as that of a task revived without having
     * been closed, is replaced and can no longer be seen.
     *
     * @param taskId unique among the tasks that run in this process
     */
    public TaskView open(String taskId) {
        TaskView view = new TaskView(this, taskId, plan);
        views.put(taskId, view);
        return view;
    }

    void remove(String taskId, TaskView view) {
        views.remove(taskId, view);
    }

    /** How far each monitor has come in the tasks of this process. */
    public SortedMap<String, WatermarkSample> watermarks() {
        return snapshot().watermarks();
    }

    LiveSnapshot snapshot() {
        List<LiveSnapshot> tasks =
                views.values().stream().map(TaskView::snapshot).toList();
        return LiveSnapshot.merge(tasks);
    }
}
