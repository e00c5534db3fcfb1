package io.klarion.cli;

import picocli.CommandLine.Command;

/** {@code klarion reference}: what windows are compared with. */
@Command(
        name = "reference",
        description = "Build references, look at them, and publish them to running monitors.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ReferenceBuildCommand.class,
            ReferenceShowCommand.class,
            ReferenceCompareCommand.class,
            ReferencePublishCommand.class,
            ReferenceAcceptCommand.class
        })
final class ReferenceCommand {}
