package io.soundforge.alchemy.launcher.command;

import io.soundforge.alchemy.launcher.server.ServerStarter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a user sees of one call. */
record CommandLineRun(int exit, String out, String err) {
    /** Runs in a folder, which is also the data folder's parent, with no environment but these variables and the PATH. */
    static CommandLineRun in(Path folder, Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> environment = new HashMap<>(variables);
        environment.putIfAbsent("ALCHEMY_HOME", folder.resolve("data").toString());
        environment.put("PATH", System.getenv("PATH"));
        Surroundings surroundings =
                new Surroundings(environment, folder, folder.resolve("home"), "Linux", stream(out), stream(err), false);
        ServerStarter noServer = plan -> {
            throw new AssertionError("no server is to be started");
        };
        int exit = new AlchemyCommandLine(surroundings, noServer).run(arguments);
        return new CommandLineRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
