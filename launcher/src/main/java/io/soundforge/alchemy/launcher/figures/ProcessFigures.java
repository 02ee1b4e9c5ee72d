package io.soundforge.alchemy.launcher.figures;

import ch.qos.logback.classic.LoggerContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.soundforge.alchemy.platform.figures.Figure;
import io.soundforge.alchemy.platform.figures.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The process itself: heap, buffers, collections, threads, processor, files, log entries by level, physical memory. */
final class ProcessFigures {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private ProcessFigures() {}

    @SuppressWarnings("resource") // they watch until the process ends
    static void bind(MeterRegistry registry, Figures figures, String version) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            new LogbackMetrics(List.of(), logback).bindTo(registry);
        }
        figures.gauge(Figure.PROCESS_MEMORY, ProcessFigures::resident);
        figures.gauge(
                Figure.BUILD, () -> 1, version, String.valueOf(Runtime.version().feature()));
    }

    /** Only Linux says so in a file. */
    private static double resident() {
        try {
            return Files.isReadable(STATUS) ? residentIn(Files.readString(STATUS)) : Double.NaN;
        } catch (IOException e) {
            return Double.NaN; // told as such
        }
    }

    static double residentIn(String status) {
        return status.lines()
                .filter(line -> line.startsWith(RESIDENT))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
