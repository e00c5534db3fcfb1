package io.klarion.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Eight at once are what they are one by one. */
class EightBytesTest {

    /* Bytes next to those that count, on either side of each border. */
    private static final byte[] BORDERS = "\0\1\37 !\"#/019:;[\\]\177\200\201\254\257\260\271\377".getBytes(ISO_8859_1);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void aLookAtAllIsALookAtEach(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = bytes(random);
            long all = EightBytes.at(bytes, 0);
            int digits = digits(bytes);
            int plain = plain(bytes);
            assertThat(EightBytes.digits(all)).isEqualTo(digits);
            assertThat(EightBytes.areDigits(all)).isEqualTo(digits == 8);
            assertThat(EightBytes.plain(all)).isEqualTo(plain);
            assertThat(EightBytes.arePlain(all)).isEqualTo(plain == 8);
            assertThat(EightBytes.areAscii(all)).isEqualTo(isAscii(bytes));
            assertThat(EightBytes.byteAt(all, i % 8)).isEqualTo(bytes[i % 8] & 0xFF);
        }
    }

    @ParameterizedTest(name = "{0} digits")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void digitsAreTheNumberTheyWriteWhateverComesBehindThem(int count) {
        SplittableRandom random = new SplittableRandom(count);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = bytes(random);
            long number = 0;
            for (int d = 0; d < count; d++) {
                bytes[d] = (byte) random.nextInt('0', '9' + 1);
                number = 10 * number + bytes[d] - '0';
            }
            long all = EightBytes.at(bytes, 0);
            assertThat(EightBytes.number(all, count)).isEqualTo(number);
            assertThat(EightBytes.padded(all, count)).isEqualTo(number * (long) Math.pow(10, 8.0 - count));
            assertThat(EightBytes.padded(all, 8 + count)).isEqualTo(EightBytes.number(all, 8));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void whatIsNoDigitIsToldOfEachOfTwentyFour(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] data = new byte[EightBytes.WIDE + 2];
            for (int at = 0; at < data.length; at++) {
                data[at] = (byte)
                        (random.nextBoolean() ? random.nextInt('0', '9' + 1) : BORDERS[random.nextInt(BORDERS.length)]);
            }
            int expected = 0;
            for (int at = 0; at < EightBytes.WIDE; at++) {
                expected |= (data[at + 1] < '0' || data[at + 1] > '9' ? 1 : 0) << at;
            }
            assertThat(EightBytes.notDigits(data, 1)).isEqualTo(expected);
        }
    }

    @Test
    void whatIsNotAskedForOrNotThereIsZero() {
        byte[] data = {1, 2, 3, 4, 5, 6, 7, 8, -1};

        assertThat(EightBytes.at(data, 0, 0)).isZero();
        assertThat(EightBytes.at(data, 0, 3)).isEqualTo(0x030201L);
        assertThat(EightBytes.at(data, 0, 8)).isEqualTo(0x0807060504030201L);
        assertThat(EightBytes.at(data, 7, 2)).isEqualTo(0xFF08L);
        assertThat(EightBytes.upTo(data, 1, 9)).isEqualTo(0xFF08070605040302L);
        assertThat(EightBytes.upTo(data, 8, 9)).isEqualTo(0xFFL);
        assertThat(EightBytes.upTo(data, 9, 9)).isZero();
    }

    /* Mostly digits or letters, so that the end is not always at once. */
    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes = new byte[8];
        boolean isNumber = random.nextBoolean();
        for (int i = 0; i < bytes.length; i++) {
            byte usual = (byte) (isNumber ? random.nextInt('0', '9' + 1) : random.nextInt('a', 'z' + 1));
            bytes[i] = random.nextInt(8) > 0 ? usual : BORDERS[random.nextInt(BORDERS.length)];
        }
        return bytes;
    }

    private static int digits(byte[] bytes) {
        int count = 0;
        while (count < bytes.length && bytes[count] >= '0' && bytes[count] <= '9') {
            count++;
        }
        return count;
    }

    private static int plain(byte[] bytes) {
        int count = 0;
        while (count < bytes.length
                && bytes[count] != '"'
                && bytes[count] != '\\'
                && (bytes[count] < 0 || bytes[count] >= ' ')) {
            count++;
        }
        return count;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
