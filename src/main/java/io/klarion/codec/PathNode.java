package io.klarion.codec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;

/**
 * One place in a record that is read, or on the way to one. All JSON pointers of a plan form a tree, so that one pass
 * over the record serves them all and everything else is skipped. Immutable.
 */
final class PathNode {

    /** One use of the value at a JSON pointer. */
    record Use(JsonPointer pointer, FieldTarget target) {}

    private final int id;
    private final FieldTarget[] targets;
    private final Map<String, PathNode> children;
    /* The children whose names are array indices, by rising index. */
    private final int[] indices;
    private final List<PathNode> elements;

    private PathNode(
            int id, List<FieldTarget> targets, Map<String, PathNode> children, Map<Integer, PathNode> byIndex) {
        this.id = id;
        this.targets = targets.toArray(new FieldTarget[0]);
        this.children = new HashMap<>(children);
        this.indices = byIndex.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.elements = List.copyOf(byIndex.values());
    }

    /** The tree of these uses, its nodes numbered by {@code ids}. */
    static PathNode of(List<Use> uses, IntSupplier ids) {
        int id = ids.getAsInt();
        List<FieldTarget> targets = new ArrayList<>();
        Map<String, List<Use>> below = new LinkedHashMap<>();
        Map<String, Integer> index = new HashMap<>();
        for (Use use : uses) {
            if (use.pointer().matches()) {
                targets.add(use.target());
                continue;
            }
            String name = use.pointer().getMatchingProperty();
            index.put(name, use.pointer().getMatchingIndex());
            below.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(new Use(use.pointer().tail(), use.target()));
        }
        Map<String, PathNode> children = new HashMap<>();
        TreeMap<Integer, PathNode> byIndex = new TreeMap<>();
        below.forEach((name, list) -> {
            PathNode child = of(list, ids);
            children.put(name, child);
            if (index.getOrDefault(name, -1) >= 0) {
                byIndex.put(index.get(name), child);
            }
        });
        return new PathNode(id, targets, children, byIndex);
    }

    /** The node's number, unique in its tree. */
    int id() {
        return id;
    }

    /** What the value here is used for, when it is for one thing; null for nothing and for several things. */
    @Nullable
    FieldTarget soleTarget() {
        return targets.length == 1 ? targets[0] : null;
    }

    /** Uses the value here for all that it is used for. */
    void read(FieldValue value, RecordFields into) {
        for (FieldTarget target : targets) {
            target.read(value, into);
        }
    }

    /* What most values are used for, called by its own type: a call by a type that many have is slower than they are. */

    /** The same for a value that is a number. */
    void readNumber(FieldValue value, RecordFields into) {
        for (FieldTarget target : targets) {
            if (target instanceof FieldTarget.Numeric numeric) {
                numeric.readNumber(value, into);
            } else {
                target.read(value, into);
            }
        }
    }

    /** The same for a value that is a text. */
    void readText(FieldValue value, RecordFields into) {
        for (FieldTarget target : targets) {
            if (target instanceof FieldTarget.Categorical categorical) {
                categorical.readText(value, into);
            } else {
                target.read(value, into);
            }
        }
    }

    /** The names of the fields of an object that are read here or inside. */
    List<String> childNames() {
        return List.copyOf(children.keySet());
    }

    /** The place of the field {@code name} of an object; null when nothing in it is read. */
    @Nullable
    PathNode child(String name) {
        return children.get(name);
    }

    /** Whether nothing inside an object here is read. */
    boolean isLeaf() {
        return children.isEmpty();
    }

    /** How many elements of an array are read here or inside. */
    int elements() {
        return indices.length;
    }

    /** The place in the array of the {@code i}th element that is read. */
    int index(int i) {
        return indices[i];
    }

    /** The {@code i}th element that is read. */
    PathNode element(int i) {
        return elements.get(i);
    }

    /** Takes back everything read here and below. */
    void clear(RecordFields fields) {
        for (FieldTarget target : targets) {
            target.clear(fields);
        }
        children.values().forEach(child -> child.clear(fields));
    }
}
