package io.klarion.faults;

/**
 * What stood after a minute of a soak. Memory and files are those of the instance that lives through it all.
 *
 * @param minute from 1
 * @param faults that have happened
 * @param records acknowledged
 * @param windows compared with the recount
 * @param waiting closed windows without a verdict yet
 * @param lost records that verdicts lack
 * @param duplicated records that verdicts have too often
 * @param heapMegabytes after a collection
 * @param nativeMegabytes what the JVM has committed in all, heap included, by its own tracking
 * @param residentMegabytes what the process has in RAM
 * @param openFiles files and sockets
 * @param topics in the cluster
 * @param series of Klarion's own, over all instances, each name and labels once
 */
record SoakMinute(
        int minute,
        int faults,
        long records,
        long windows,
        int waiting,
        long lost,
        long duplicated,
        long heapMegabytes,
        long nativeMegabytes,
        long residentMegabytes,
        long openFiles,
        int topics,
        int series) {

    static final String HEADINGS =
            "minute faults    records  windows waiting lost dupl heap MB JVM MB RSS MB files topics series";

    String line() {
        return String.format(
                "%6d %6d %,10d %,8d %7d %4d %4d %7d %6d %6d %5d %6d %6d",
                minute,
                faults,
                records,
                windows,
                waiting,
                lost,
                duplicated,
                heapMegabytes,
                nativeMegabytes,
                residentMegabytes,
                openFiles,
                topics,
                series);
    }
}
