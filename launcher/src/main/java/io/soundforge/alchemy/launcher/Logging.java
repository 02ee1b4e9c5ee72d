package io.soundforge.alchemy.launcher;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import io.soundforge.alchemy.launcher.config.LogSettings;
import io.soundforge.alchemy.launcher.errors.ErrorReports;
import io.soundforge.alchemy.launcher.errors.SentryDsn;
import io.soundforge.alchemy.launcher.logging.RequestNote;
import java.net.InetAddress;
import java.net.URL;
import java.net.UnknownHostException;
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
        configure("logging-command.xml", level, LogSettings.DEFAULTS, Path.of(""));
    }

    /** For a server: on standard error, and as JSON in {@code alchemy.json} of a folder, rolled by day and size. */
    public static void forServer(Path folder, String level, LogSettings output) {
        Path file = output.file() == null ? folder.resolve("alchemy.json") : output.file();
        configure("logging-server.xml", level, output, file.toAbsolutePath());
        if (output.errors() != null) {
            report(output.errors());
        }
    }

    private static void configure(String resource, String level, LogSettings output, Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("alchemy.log.level", level);
        context.putProperty("alchemy.log.file", withoutEnding(file));
        context.putProperty("alchemy.log.access", String.valueOf(file.resolveSibling("access")));
        context.putProperty("alchemy.log.size", Long.toString(output.fileBytes()));
        context.putProperty("alchemy.log.total", Long.toString(output.files() * output.fileBytes()));
        context.putProperty("alchemy.log.console", output.json() ? "json" : "text");
        context.putProperty("alchemy.log.accessFile", output.access().matches("file|both") ? "INFO" : "OFF");
        context.putProperty("alchemy.log.accessConsole", output.access().matches("console|both") ? "INFO" : "OFF");
        context.putProperty("alchemy.log.exceptions", DETAILED.contains(level) ? "%ex" : "%nopex");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL configuration = Objects.requireNonNull(Logging.class.getResource(resource), resource);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new LaunchException("The log in " + file + " cannot be set up: " + e.getMessage(), e);
        }
    }

    private static void report(SentryDsn dsn) {
        Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        ErrorReports reports = new ErrorReports(dsn, Build.current().version(), hostName());
        RequestNote noted = new RequestNote();
        noted.setContext(root.getLoggerContext());
        reports.setContext(root.getLoggerContext());
        reports.start();
        noted.addAppender(reports);
        noted.start();
        root.addAppender(noted);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine that has no name of its own
        }
    }

    private static String withoutEnding(Path file) {
        return file.toString().replaceFirst("\\.json$", "");
    }
}
