package io.klarion.demo;

import io.klarion.codec.JsonRecordDecoder;
import io.klarion.codec.TopicPlan;
import io.klarion.config.ConfigLoader;
import io.klarion.config.MonitorCompiler;
import io.klarion.config.MonitorConfig;
import io.klarion.core.alert.Alert;
import io.klarion.core.detect.Verdict;
import io.klarion.core.distribution.CategoricalBinning;
import io.klarion.core.distribution.CellLayout;
import io.klarion.core.distribution.FeatureCells;
import io.klarion.core.distribution.FeatureType;
import io.klarion.core.distribution.Segment;
import io.klarion.core.monitor.Monitor;
import io.klarion.core.profile.CategoryCounter;
import io.klarion.core.profile.QuantileCells;
import io.klarion.core.profile.ValueCounter;
import io.klarion.core.protocol.BinnedRecord;
import io.klarion.core.protocol.EventTimeRule;
import io.klarion.core.protocol.EvidenceJudge;
import io.klarion.core.protocol.Finding;
import io.klarion.core.protocol.InMemoryState;
import io.klarion.core.protocol.Message;
import io.klarion.core.protocol.Quarantined;
import io.klarion.core.protocol.SourcePartition;
import io.klarion.core.protocol.Stage1;
import io.klarion.core.protocol.Stage1Output;
import io.klarion.core.protocol.Stage2;
import io.klarion.core.protocol.Stage2Output;
import io.klarion.core.protocol.Tally;
import io.klarion.core.reference.Reference;
import io.klarion.core.reference.ReferenceBuilder;
import io.klarion.core.window.WindowSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The demo without Kafka and without waiting: its stream, its config, its reference, through the real stages. */
final class DemoSimulation implements Stage1Output, Stage2Output {

    private static final Map<String, Function<Loan, @Nullable Object>> VALUES = Map.ofEntries(
            Map.entry("income", Loan::income),
            Map.entry("age", Loan::age),
            Map.entry("employment", Loan::employment),
            Map.entry("credit_score", Loan::creditScore),
            Map.entry("existing_customer", Loan::existingCustomer),
            Map.entry("amount", Loan::amount),
            Map.entry("term_months", Loan::termMonths),
            Map.entry("interest_rate", Loan::interestRate),
            Map.entry("channel", Loan::channel),
            Map.entry("purpose", Loan::purpose),
            Map.entry("queue_length", Loan::queueLength),
            Map.entry("agents_online", Loan::agentsOnline));

    final List<Alert> alerts = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    final List<Quarantined> quarantined = new ArrayList<>();
    final List<Tally> tallies = new ArrayList<>();

    private final DemoPlan plan;
    private final Monitor monitor;
    private final Stage1 stage1;
    private final Stage2 stage2;
    private long messages;

    /** A demo of {@code plan} whose reference keeps counts of its own for {@code segments}. */
    DemoSimulation(DemoPlan plan, Path directory, Set<Segment> segments) throws IOException {
        this.plan = plan;
        this.monitor = monitor(plan, directory, segments);
        SortedMap<String, Integer> manifest = new TreeMap<>(Map.of(DemoConfig.TOPIC, DemoConfig.PARTITIONS));
        List<Monitor> monitors = List.of(monitor);
        this.stage1 = new Stage1(monitors, manifest, Map.of());
        this.stage2 = new Stage2(monitors, manifest, new InMemoryState(), new EvidenceJudge(monitors), this);
    }

    private static Monitor monitor(DemoPlan plan, Path directory, Set<Segment> segments) throws IOException {
        Path file = directory.resolve(DemoConfig.FILE);
        Files.writeString(file, DemoConfig.text("localhost:9092", 8080));
        MonitorConfig config = ConfigLoader.load(file, Map.of()).monitors().get(0);
        WindowSpec window = config.window();
        Reference empty = new ReferenceBuilder(layout(plan, config), window, Set.of()).build("demo", 1, "", 0);
        Monitor reader = MonitorCompiler.compile(config, empty);
        JsonRecordDecoder decoder = new JsonRecordDecoder(TopicPlan.of(List.of(reader)));
        ReferenceBuilder builder = new ReferenceBuilder(reader.layout(), window, segments);
        BinnedRecord record = new BinnedRecord();
        LoanReference.records(plan).forEach(bytes -> {
            decoder.decode(bytes, record);
            builder.add(record.eventTime, new Segment(List.of(record.segments[0])), record.cells);
        });
        return MonitorCompiler.compile(config, builder.build("demo", 1, "the demo's past", 0));
    }

    private static CellLayout layout(DemoPlan plan, MonitorConfig config) {
        List<Loan> past = LoanReference.loans(plan).toList();
        return CellLayout.of(config.features().stream()
                .map(feature -> cells(past, feature.name(), feature.type().orElseThrow()))
                .toList());
    }

    private static FeatureCells cells(List<Loan> past, String name, FeatureType type) {
        Function<Loan, @Nullable Object> value = VALUES.get(name);
        if (type == FeatureType.BOOLEAN) {
            return new FeatureCells(name, type, CategoricalBinning.ofBoolean());
        }
        ValueCounter numbers = new ValueCounter();
        CategoryCounter texts = new CategoryCounter();
        past.stream().map(value).forEach(seen -> {
            if (seen instanceof Number number) {
                numbers.add(number.doubleValue());
            } else if (seen != null) {
                texts.add(seen.toString());
            }
        });
        return type == FeatureType.NUMERIC
                ? new FeatureCells(name, type, QuantileCells.of(numbers.snapshot(), 20))
                : new FeatureCells(name, type, CategoricalBinning.of(texts.mostFrequent(200)));
    }

    /** Plays the stream until {@code eventTime} has passed since its start, in ticks of one second of the clock. */
    DemoSimulation play(Duration eventTime) {
        JsonRecordDecoder decoder = new JsonRecordDecoder(TopicPlan.of(List.of(monitor)));
        LoanStream stream = new LoanStream(plan);
        long[] offsets = new long[DemoConfig.PARTITIONS];
        long[] highest = new long[DemoConfig.PARTITIONS];
        Arrays.fill(highest, -1);
        EventTimeRule times = new EventTimeRule(monitor.eventTime());
        BinnedRecord record = new BinnedRecord();
        long end = plan.start().plus(eventTime).toEpochMilli();
        for (long n = 0; stream.nextArrival() <= end; n++) {
            LoanRecord loan = stream.next();
            int partition = Math.floorMod(loan.key().hashCode(), DemoConfig.PARTITIONS);
            decoder.decode(loan.value(), record);
            times.apply(record, loan.arrival(), highest[partition]);
            stage1.input(new SourcePartition(DemoConfig.TOPIC, partition))
                    .accept(offsets[partition]++, loan.arrival(), record);
            if (record.rejection == null) {
                highest[partition] = Math.max(highest[partition], record.eventTime);
            }
            if (n % (LoanStream.PER_SECOND * DemoPlan.SPEED) == 0) {
                stage1.drain(this);
                stage2.close(Integer.MAX_VALUE);
            }
        }
        return this;
    }

    /** The end of the last window that was judged. */
    Instant reached() {
        return Instant.ofEpochMilli(
                verdicts.stream().mapToLong(Verdict::end).max().orElseThrow());
    }

    /** How many records came too late for every window. */
    long late() {
        return tallies.stream()
                .flatMap(tally -> tally.monitors().values().stream())
                .mapToLong(Tally.OfMonitor::late)
                .sum();
    }

    DemoSummary summary() {
        return DemoSummary.of(plan, alerts, reached());
    }

    @Override
    public void delta(Message.Delta delta) {
        stage2.apply(messages++, delta);
    }

    @Override
    public void marker(Message.Marker marker) {
        stage2.apply(messages++, marker);
    }

    @Override
    public void quarantined(Quarantined record) {
        quarantined.add(record);
    }

    @Override
    public void tally(Tally tally) {
        tallies.add(tally);
    }

    @Override
    public void verdict(Verdict verdict, Set<String> firing) {
        verdicts.add(verdict);
    }

    @Override
    public void alert(Alert alert) {
        alerts.add(alert);
    }

    @Override
    public void finding(Finding finding) {
        throw new AssertionError(finding);
    }

    @Override
    public void anomaly(Anomaly anomaly, String name, long records) {
        throw new AssertionError(anomaly + " of " + records + " records in " + name);
    }
}
