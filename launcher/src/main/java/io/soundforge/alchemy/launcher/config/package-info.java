/** What environment variables and {@code .env} say, read once, checked, and handed out as records. */
@NullMarked
package io.soundforge.alchemy.launcher.config;

import org.jspecify.annotations.NullMarked;
