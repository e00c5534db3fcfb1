package io.klarion.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON of Parquet groups: objects, with null for what is absent; lists become arrays, maps objects by the text of
 * their keys. Lists and maps are known by their annotations, in the present form and those of old writers [1].
 *
 * <p>[1] Apache Parquet, Logical Types, "Nested Types" with its rules for compatibility.
 */
final class ParquetGroups {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ParquetGroups() {}

    /** Hands whole records over. */
    static GroupConverter records(GroupType schema, Consumer<JsonNode> sink) {
        return new Fields("", schema, sink);
    }

    private static Converter value(String path, Type type, Consumer<JsonNode> sink) {
        if (type.isPrimitive()) {
            return ParquetValues.of(path, type.asPrimitiveType(), sink);
        }
        GroupType group = type.asGroupType();
        boolean isSingle = group.getFieldCount() == 1 && group.getType(0).isRepetition(Type.Repetition.REPEATED);
        if (isSingle && group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
            return new Elements(path, group, sink);
        }
        if (isSingle && isMap(group)) {
            return new Entries(path, group.getType(0).asGroupType(), sink);
        }
        return new Fields(path + ".", group, sink);
    }

    private static boolean isMap(GroupType group) {
        boolean isMarked = group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
                || group.getLogicalTypeAnnotation() instanceof MapKeyValueTypeAnnotation;
        return isMarked
                && !group.getType(0).isPrimitive()
                && group.getType(0).asGroupType().getFieldCount() == 2;
    }

    /* Converters by the place of a field. */
    private abstract static class Parts extends GroupConverter {

        private final List<Converter> converters = new ArrayList<>();

        void add(Converter converter) {
            converters.add(converter);
        }

        @Override
        public Converter getConverter(int field) {
            return converters.get(field);
        }
    }

    /** An object; a repeated field without annotation is an array in it. */
    private static final class Fields extends Parts {

        private final GroupType group;
        private final Consumer<JsonNode> sink;
        private ObjectNode object = JSON.objectNode();

        Fields(String path, GroupType group, Consumer<JsonNode> sink) {
            this.group = group;
            this.sink = sink;
            for (Type field : group.getFields()) {
                String name = field.getName();
                Consumer<JsonNode> into = field.isRepetition(Type.Repetition.REPEATED)
                        ? value -> object.withArray(name).add(value)
                        : value -> object.set(name, value);
                add(value(path + name, field, into));
            }
        }

        @Override
        public void start() {
            object = JSON.objectNode();
            for (Type field : group.getFields()) {
                object.set(
                        field.getName(),
                        field.isRepetition(Type.Repetition.REPEATED) ? JSON.arrayNode() : JSON.nullNode());
            }
        }

        @Override
        public void end() {
            sink.accept(object);
        }
    }

    /** An array. */
    private static final class Elements extends Parts {

        private final Consumer<JsonNode> sink;
        private ArrayNode array = JSON.arrayNode();

        Elements(String path, GroupType list, Consumer<JsonNode> sink) {
            this.sink = sink;
            Type repeated = list.getType(0);
            add(
                    isElement(list, repeated)
                            ? value(path, repeated, element -> array.add(element))
                            : new Element(path, repeated.asGroupType().getType(0), element -> array.add(element)));
        }

        /* Two-level lists of old writers repeat the element itself. */
        private static boolean isElement(GroupType list, Type repeated) {
            return repeated.isPrimitive()
                    || repeated.asGroupType().getFieldCount() > 1
                    || repeated.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED)
                    || repeated.getName().equals("array")
                    || repeated.getName().equals(list.getName() + "_tuple");
        }

        @Override
        public void start() {
            array = JSON.arrayNode();
        }

        @Override
        public void end() {
            sink.accept(array);
        }
    }

    /** One element of a list, which may be null. */
    private static final class Element extends Parts {

        private final Consumer<JsonNode> sink;
        private JsonNode element = JSON.nullNode();

        Element(String path, Type type, Consumer<JsonNode> sink) {
            this.sink = sink;
            add(value(path, type, value -> element = value));
        }

        @Override
        public void start() {
            element = JSON.nullNode();
        }

        @Override
        public void end() {
            sink.accept(element);
        }
    }

    /** An object by keys. */
    private static final class Entries extends Parts {

        private final Consumer<JsonNode> sink;
        private ObjectNode object = JSON.objectNode();

        Entries(String path, GroupType entry, Consumer<JsonNode> sink) {
            this.sink = sink;
            add(new Entry(path, entry, () -> object));
        }

        @Override
        public void start() {
            object = JSON.objectNode();
        }

        @Override
        public void end() {
            sink.accept(object);
        }
    }

    /** One entry of a map. */
    private static final class Entry extends Parts {

        private final Supplier<ObjectNode> into;
        private JsonNode key = JSON.nullNode();
        private JsonNode value = JSON.nullNode();

        Entry(String path, GroupType entry, Supplier<ObjectNode> into) {
            this.into = into;
            add(value(path, entry.getType(0), read -> key = read));
            add(value(path, entry.getType(1), read -> value = read));
        }

        @Override
        public void start() {
            key = JSON.nullNode();
            value = JSON.nullNode();
        }

        @Override
        public void end() {
            into.get().set(key.isContainer() ? key.toString() : key.asString(), value);
        }
    }
}
