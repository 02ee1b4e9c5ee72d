package io.soundforge.alchemy.launcher.command;

import picocli.CommandLine.Command;

/** {@code alchemy} itself: only its subcommands do something. */
@Command(
        name = "alchemy",
        header = "Sound Forge Alchemy: from a link or a file to stems, tempo, beats and key.",
        synopsisSubcommandLabel = "COMMAND")
final class AlchemyCommand implements Runnable {
    @Override
    public void run() {
        throw new UsageException("Missing command");
    }
}
