package io.klarion.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Draws inputs: seeds that are cut, spliced, repeated, and changed in bits, bytes and words. */
final class Mutator {

    private static final int LONGEST = 1 << 16;
    private static final byte[] ODD_BYTES = {
        0, 1, 0x7f, (byte) 0x80, (byte) 0xff, '"', '\\', '{', '[', ':', ',', '\n', '\r', ' ', '-', '0', '9', '.', 'e'
    };

    private final SplittableRandom random;
    private final List<byte[]> seeds;
    private final List<byte[]> words;

    Mutator(long seed, FuzzTarget target) {
        this.random = new SplittableRandom(seed);
        this.seeds = target.seeds();
        this.words = target.words().stream().map(word -> word.getBytes(UTF_8)).toList();
    }

    /** The next input. */
    byte[] next() {
        byte[] bytes = pick(seeds).clone();
        for (int changes = 1 + random.nextInt(1 << random.nextInt(1, 4)); changes > 0; changes--) {
            bytes = changed(bytes);
        }
        return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
    }

    private byte[] changed(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int length = random.nextInt(Math.min(32, bytes.length - at) + 1);
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, at + length, new byte[0]);
            case 2 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 3 -> spliced(bytes, at, at, repeated(Arrays.copyOfRange(bytes, at, at + length)));
            case 4 -> crossed(bytes, at);
            case 5 -> words.isEmpty() ? bytes : spliced(bytes, at, at + length, pick(words));
            case 6 -> spliced(bytes, at, at, new byte[] {(byte) random.nextInt()});
            case 7 ->
                spliced(bytes, at, Math.min(bytes.length, at + 1), new byte[] {
                    ODD_BYTES[random.nextInt(ODD_BYTES.length)]
                });
            default -> flipped(bytes);
        };
    }

    private byte[] repeated(byte[] piece) {
        int times = 1 << random.nextInt(12);
        byte[] many = new byte[Math.min(LONGEST, piece.length * times)];
        for (int i = 0; i < many.length; i++) {
            many[i] = piece[i % piece.length];
        }
        return many;
    }

    private byte[] crossed(byte[] bytes, int at) {
        byte[] other = pick(seeds);
        int from = random.nextInt(other.length + 1);
        return spliced(bytes, at, bytes.length, Arrays.copyOfRange(other, from, other.length));
    }

    private byte[] flipped(byte[] bytes) {
        byte[] copy = bytes.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] piece) {
        byte[] result = new byte[bytes.length - (to - from) + piece.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(bytes, to, result, from + piece.length, bytes.length - to);
        return result;
    }

    private byte[] pick(List<byte[]> from) {
        return from.get(random.nextInt(from.size()));
    }
}
