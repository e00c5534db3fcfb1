package io.klarion.cli;

import picocli.CommandLine.Command;

/** {@code klarion reference}: what windows are compared with. */
@Command(
        name = "reference",
        description = "Build references and look at them.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ReferenceBuildCommand.class, ReferenceShowCommand.class})
final class ReferenceCommand {}
