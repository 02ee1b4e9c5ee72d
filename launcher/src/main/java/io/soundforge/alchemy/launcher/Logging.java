package io.soundforge.alchemy.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** Where the program's log goes: never to standard output, which belongs to results. */
public final class Logging {
    private static final Set<String> DETAILED = Set.of("debug", "trace");

    private Logging() {}

    /** For a command without a server: warnings and worse on standard error, unless more is asked for. */
    public static void forCommand(String level) {
        configure("logging-command.xml", level, "");
    }

    /** For a server: readable on standard error, and as JSON in {@code alchemy.json}, rolled by day and size. */
    public static void forServer(Path folder, String level) {
        configure("logging-server.xml", level, folder.toString());
    }

    private static void configure(String resource, String level, String folder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("alchemy.log.level", level);
        context.putProperty("alchemy.log.folder", folder);
        context.putProperty("alchemy.log.exceptions", DETAILED.contains(level) ? "%ex" : "%nopex");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL configuration = Objects.requireNonNull(Logging.class.getResource(resource), resource);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new LaunchException("The log in " + folder + " cannot be set up: " + e.getMessage(), e);
        }
    }
}
