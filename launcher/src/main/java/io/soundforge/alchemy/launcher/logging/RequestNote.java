package io.soundforge.alchemy.launcher.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import io.soundforge.alchemy.platform.http.RequestFacts;
import java.util.Iterator;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Adds the id of the request that a line is about to its fields, and passes it on. It is asked on the thread that logs,
 * where Vert.x knows whose work is done; a thread's own notes (MDC) would be those of some other request.
 */
public final class RequestNote extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {
    private static final String FIELD = "request";

    private final AppenderAttachableImpl<ILoggingEvent> next = new AppenderAttachableImpl<>();

    @Override
    protected void append(ILoggingEvent event) {
        if (event instanceof LoggingEvent open && !isNoted(event)) {
            RequestFacts.current().ifPresent(facts -> open.addKeyValuePair(new KeyValuePair(FIELD, facts.id())));
        }
        next.appendLoopOnAppenders(event);
    }

    private static boolean isNoted(ILoggingEvent event) {
        List<KeyValuePair> fields = event.getKeyValuePairs();
        return fields != null && fields.stream().anyMatch(field -> field.key.equals(FIELD));
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        next.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return next.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return next.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return next.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        next.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return next.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return next.detachAppender(name);
    }
}
