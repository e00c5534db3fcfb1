package io.klarion.shop;

import io.klarion.shop.ShopRecord.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * Draws the records of one partition: event times that rise on the whole, mostly out of order by less than the bound,
 * some late for some or all of their windows, some unfit; the amounts rise in the middle third.
 */
public final class ShopRecords {

    /** The first event time, a start of windows. */
    public static final long BEGIN = 1_700_000_040_000L;

    private final SplittableRandom random;
    private final String topic;
    private final int partition;

    public ShopRecords(long seed, String topic, int partition) {
        this.random = new SplittableRandom(seed);
        this.topic = topic;
        this.partition = partition;
    }

    /** This many records over {@code millis} of event time; the last one is the latest. */
    public List<ShopRecord> over(long millis, int count) {
        return between(BEGIN, BEGIN + millis, count);
    }

    /** This many records from {@code begin}; the last one is at {@code end}. */
    public List<ShopRecord> between(long begin, long end, int count) {
        List<ShopRecord> records = new ArrayList<>();
        for (int i = 0; i < count - 1; i++) {
            double progress = (double) i / count;
            long nominal = begin + (long) (progress * (end - begin));
            records.add(next(nominal, progress > 1.0 / 3 && progress < 2.0 / 3));
        }
        records.add(onTime(end));
        return records;
    }

    /** One record that is about to happen at {@code nominal}: fit, late or unfit. */
    public ShopRecord next(long nominal, boolean isDrifted) {
        int dice = random.nextInt(1000);
        if (dice < 10) {
            Fault[] faults = Fault.values();
            return unfit(nominal, faults[1 + random.nextInt(faults.length - 1)]);
        }
        long back = dice < 60 ? random.nextLong(120_000) : random.nextLong(Shop.BOUND);
        return fit(nominal, nominal - back, isDrifted);
    }

    /** A fit record at exactly this time, which moves the partition's watermark there. */
    public ShopRecord onTime(long time) {
        return fit(time, time, false);
    }

    private ShopRecord unfit(long nominal, Fault fault) {
        long time = fault == Fault.TOO_FAR_AHEAD ? nominal + 2 * Shop.MAX_LEAD : nominal;
        return new ShopRecord(
                topic,
                partition,
                nominal,
                time,
                Optional.of("north"),
                OptionalDouble.of(1),
                Optional.of("card"),
                fault);
    }

    private ShopRecord fit(long nominal, long time, boolean isDrifted) {
        int where = random.nextInt(100);
        int what = random.nextInt(100);
        double amount = random.nextDouble(30) + (isDrifted ? 15 : 0);
        return new ShopRecord(
                topic,
                partition,
                nominal,
                time,
                where < 2 ? Optional.empty() : Optional.of(where < 60 ? "north" : where < 97 ? "south" : "east"),
                what < 2 ? OptionalDouble.empty() : OptionalDouble.of(what < 3 ? amount - 40 : amount),
                what == 99 ? Optional.empty() : Optional.of(what < 70 ? "card" : what < 96 ? "cash" : "voucher"),
                Fault.NONE);
    }
}
