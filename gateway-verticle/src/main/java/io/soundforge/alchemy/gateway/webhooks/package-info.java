/** Webhooks as their owners see them: endpoints, their log, and sending again. */
@NullMarked
package io.soundforge.alchemy.gateway.webhooks;

import org.jspecify.annotations.NullMarked;
