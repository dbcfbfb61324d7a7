/**
 * The component in Spring Boot: {@link io.camelmirror.spring.MirrorAutoConfiguration} gives it the
 * application's {@code camel.component.mirror} properties. This package imports {@code camel};
 * nothing imports this one.
 */
package io.camelmirror.spring;
