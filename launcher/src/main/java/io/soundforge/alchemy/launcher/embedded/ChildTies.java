package io.soundforge.alchemy.launcher.embedded;

import io.soundforge.alchemy.launcher.LaunchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before a server's command line, as far as this machine has the tools (util-linux):
 *
 * <ul>
 *   <li>{@code setsid}: a Ctrl-C in the terminal reaches us only, so that we can end the servers after their clients;
 *   <li>{@code unshare -U}: a user namespace in which the superuser is nobody, for PostgreSQL, which refuses to run as
 *       root; files stay ours;
 *   <li>{@code setpriv --pdeathsig}: the server gets a signal when we die, even of {@code kill -9}. The signal also
 *       comes when the <em>thread</em> that started it ends, so {@link ServerProcess} starts it from one that lasts.
 * </ul>
 */
final class ChildTies {
    private final List<String> session;
    private final List<String> unprivileged;
    private final boolean deathSignal;

    private ChildTies(List<String> session, List<String> unprivileged, boolean deathSignal) {
        this.session = session;
        this.unprivileged = unprivileged;
        this.deathSignal = deathSignal;
    }

    /** Finds out what works here; the folder is for short-lived files. */
    static ChildTies of(Machine machine, Path folder) {
        boolean linux = machine.system().equals("linux");
        return new ChildTies(
                linux && ShortCommand.works(folder, "setsid", "true") ? List.of("setsid") : List.of(),
                machine.root() ? List.of("unshare", "-U") : List.of(),
                linux && ShortCommand.works(folder, "setpriv", "--pdeathsig", "TERM", "true"));
    }

    /**
     * Refuses a machine on which PostgreSQL cannot run.
     *
     * @throws LaunchException if we are root and may not make user namespaces
     */
    void requireUnprivileged(Path folder) {
        if (!unprivileged.isEmpty() && !ShortCommand.works(folder, "unshare", "-U", "true")) {
            throw new LaunchException("PostgreSQL refuses to run as root, and 'unshare -U' is not allowed here."
                    + " Run alchemy as another user, or set DATABASE_URL.");
        }
    }

    /** The command, run as somebody who is not root. */
    List<String> unprivileged(List<String> command) {
        return concat(unprivileged, command);
    }

    /**
     * The command of a server that outlives a Ctrl-C and does not outlive us.
     *
     * @param signal what it is sent when we die: {@code INT}, {@code TERM}
     */
    List<String> server(List<String> command, String signal) {
        List<String> tie = deathSignal ? List.of("setpriv", "--pdeathsig", signal) : List.of();
        return concat(session, concat(tie, command));
    }

    /** As {@link #server}, run as somebody who is not root. */
    List<String> unprivilegedServer(List<String> command, String signal) {
        List<String> tie = deathSignal ? List.of("setpriv", "--pdeathsig", signal) : List.of();
        return concat(session, concat(unprivileged, concat(tie, command)));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
