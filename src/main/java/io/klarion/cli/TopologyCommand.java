package io.klarion.cli;

import io.klarion.codec.ReferenceJson;
import io.klarion.config.CompiledConfig;
import io.klarion.config.ConfigLoader;
import io.klarion.topology.MonitorStreams;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code klarion topology}: the Kafka Streams topology of a configuration. */
@Command(
        name = "topology",
        description = "Print the Kafka Streams topology that a configuration runs. Needs no broker.")
final class TopologyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The configuration.")
    private Path config;

    @Override
    public Integer call() {
        CompiledConfig compiled = ConfigLoader.compile(config, System.getenv(), ReferenceJson::read);
        SortedMap<String, Integer> manifest = new TreeMap<>();
        compiled.monitors().forEach(monitor -> monitor.topics().forEach(topic -> manifest.put(topic, 1)));
        spec.commandLine()
                .getOut()
                .print(MonitorStreams.describe(
                        StreamsSettingsOf.config(compiled.config()), compiled.monitors(), manifest));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
