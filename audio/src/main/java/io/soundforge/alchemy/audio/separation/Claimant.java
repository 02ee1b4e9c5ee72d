package io.soundforge.alchemy.audio.separation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as it signs its claims. Of one on the same machine it can be told whether it still lives, so that a killed
 * run is continued at once; of any other only its silence tells.
 *
 * @param machine this boot of the machine and its process ids; empty where the system does not say
 * @param started milliseconds since the epoch: process ids are used again
 */
record Claimant(String machine, long pid, long started) {
    private static final Claimant ME =
            new Claimant(machineText(), ProcessHandle.current().pid(), startOf(ProcessHandle.current()));

    static Claimant me() {
        return ME;
    }

    private static String machineText() {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Path processes = Path.of("/proc/self/ns/pid");
        try {
            return Files.isReadable(boot) && Files.isSymbolicLink(processes)
                    ? Files.readString(boot).strip() + "/" + Files.readSymbolicLink(processes)
                    : "";
        } catch (IOException e) {
            // A system without these files, or one that hides them: leases still work.
            return "";
        }
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    String text() {
        return machine + " " + pid + " " + started + "\n";
    }

    /** The claimant who wrote this; empty for anything else, such as half a line. */
    static Optional<Claimant> ofText(String text) {
        String[] parts = text.strip().split(" ", -1);
        if (parts.length != 3
                || !text.endsWith("\n")
                || !parts[1].matches("\\d{1,18}")
                || !parts[2].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new Claimant(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }

    /** Whether it is known that the process has ended. */
    boolean isKnownDead() {
        if (machine.isEmpty() || !machine.equals(ME.machine)) {
            return false;
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> startOf(process) == started)
                .isEmpty();
    }
}
