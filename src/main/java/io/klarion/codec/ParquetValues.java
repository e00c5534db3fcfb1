package io.klarion.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UnknownLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The JSON of a Parquet column's single values, by the column's type. */
final class ParquetValues {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long JULIAN_DAY_OF_1970 = 2_440_588;
    private static final long SECONDS_OF_A_DAY = 86_400;

    private static final int HALF_FRACTION = 10;
    private static final int HALF_EXPONENTS = 31;
    private static final int HALF_LEAST = -14;

    private ParquetValues() {}

    /* What becomes of a value; the column's physical type decides which of them is called. */
    private interface Form {

        default JsonNode of(long value) {
            return JSON.numberNode(value);
        }

        default JsonNode of(Binary value) {
            return JSON.stringNode(value.toStringUsingUTF8());
        }
    }

    /* Whole numbers alone. */
    @FunctionalInterface
    private interface WholeForm extends Form {
        @Override
        JsonNode of(long value);
    }

    /* Bytes alone. */
    @FunctionalInterface
    private interface BytesForm extends Form {
        @Override
        JsonNode of(Binary value);
    }

    /**
     * Hands the values of a column over as JSON.
     *
     * @param column how the column is called in messages
     * @throws IllegalArgumentException when no JSON says what values of its type do
     */
    static PrimitiveConverter of(String column, PrimitiveType type, Consumer<JsonNode> sink) {
        Form form = form(column, type);
        return new PrimitiveConverter() {
            @Override
            public void addInt(int value) {
                sink.accept(form.of(value));
            }

            @Override
            public void addLong(long value) {
                sink.accept(form.of(value));
            }

            @Override
            public void addBinary(Binary value) {
                sink.accept(form.of(value));
            }

            @Override
            public void addBoolean(boolean value) {
                sink.accept(JSON.booleanNode(value));
            }

            @Override
            public void addFloat(float value) {
                sink.accept(Float.isFinite(value) ? JSON.numberNode(value) : JSON.stringNode(Float.toString(value)));
            }

            @Override
            public void addDouble(double value) {
                sink.accept(number(value));
            }
        };
    }

    private static Form form(String column, PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning == null) {
            return plain(column, type);
        }
        if (meaning instanceof IntLogicalTypeAnnotation whole) {
            return whole.isSigned() ? new Form() {} : unsigned(type);
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return decimal(decimal.getScale());
        }
        return meaning instanceof TimestampLogicalTypeAnnotation
                        || meaning instanceof TimeLogicalTypeAnnotation
                        || meaning instanceof DateLogicalTypeAnnotation
                ? time(meaning)
                : bytes(column, meaning);
    }

    private static Form time(LogicalTypeAnnotation meaning) {
        if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
            ChronoUnit unit = unit(timestamp.getUnit());
            return (WholeForm)
                    value -> JSON.stringNode(Instant.EPOCH.plus(value, unit).toString());
        }
        if (meaning instanceof TimeLogicalTypeAnnotation time) {
            long nanos = unit(time.getUnit()).getDuration().toNanos();
            return (WholeForm) value ->
                    JSON.stringNode(LocalTime.ofNanoOfDay(value * nanos).toString());
        }
        return (WholeForm) value -> JSON.stringNode(LocalDate.ofEpochDay(value).toString());
    }

    private static Form bytes(String column, LogicalTypeAnnotation meaning) {
        if (meaning instanceof UUIDLogicalTypeAnnotation) {
            return (BytesForm) ParquetValues::uuid;
        }
        if (meaning instanceof Float16LogicalTypeAnnotation) {
            return (BytesForm) value -> half(value);
        }
        if (isText(meaning) || meaning instanceof UnknownLogicalTypeAnnotation) {
            return new Form() {};
        }
        throw unknown(column, meaning.toString());
    }

    private static boolean isText(LogicalTypeAnnotation meaning) {
        return meaning instanceof StringLogicalTypeAnnotation
                || meaning instanceof EnumLogicalTypeAnnotation
                || meaning instanceof JsonLogicalTypeAnnotation;
    }

    /* Text that an old writer does not mark as such is UTF-8 all the same; INT96 is always a timestamp. */
    private static Form plain(String column, PrimitiveType type) {
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
            return (BytesForm) ParquetValues::int96;
        }
        if (type.getPrimitiveTypeName() == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
            throw unknown(column, "bytes of fixed length");
        }
        return new Form() {};
    }

    private static IllegalArgumentException unknown(String column, String type) {
        return new IllegalArgumentException("column " + column
                + ": must be of a type that JSON can say (number, boolean, text, time, list, map, group), was "
                + type.toLowerCase(Locale.ROOT));
    }

    private static Form unsigned(PrimitiveType type) {
        return type.getPrimitiveTypeName() == PrimitiveTypeName.INT32
                ? (WholeForm) value -> JSON.numberNode(Integer.toUnsignedLong((int) value))
                : (WholeForm) value -> JSON.numberNode(new BigInteger(Long.toUnsignedString(value)));
    }

    private static Form decimal(int scale) {
        return new Form() {
            @Override
            public JsonNode of(long value) {
                return JSON.numberNode(BigDecimal.valueOf(value, scale));
            }

            @Override
            public JsonNode of(Binary value) {
                return JSON.numberNode(new BigDecimal(new BigInteger(value.getBytes()), scale));
            }
        };
    }

    private static ChronoUnit unit(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> ChronoUnit.MILLIS;
            case MICROS -> ChronoUnit.MICROS;
            case NANOS -> ChronoUnit.NANOS;
        };
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? JSON.numberNode(value) : JSON.stringNode(Double.toString(value));
    }

    /* IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
    private static JsonNode half(Binary value) {
        int bits = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getShort();
        int exponent = (bits >> HALF_FRACTION) & HALF_EXPONENTS;
        double fraction = bits & ((1 << HALF_FRACTION) - 1);
        double size = exponent == 0
                ? Math.scalb(fraction, HALF_LEAST - HALF_FRACTION)
                : Math.scalb(1 + Math.scalb(fraction, -HALF_FRACTION), exponent + HALF_LEAST - 1);
        if (exponent == HALF_EXPONENTS) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return number(bits < 0 ? -size : size);
    }

    private static JsonNode uuid(Binary value) {
        var bytes = value.toByteBuffer().order(ByteOrder.BIG_ENDIAN);
        return JSON.stringNode(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }

    /* Nanoseconds of the day, then the Julian day. */
    private static JsonNode int96(Binary value) {
        var bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long nanos = bytes.getLong();
        long seconds = (bytes.getInt() - JULIAN_DAY_OF_1970) * SECONDS_OF_A_DAY;
        return JSON.stringNode(Instant.ofEpochSecond(seconds, nanos).toString());
    }
}
