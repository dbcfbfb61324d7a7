package example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Runs the routes in the folder camel of the class path. */
@SpringBootApplication
public class MirrorApplication {

  public static void main(String[] args) {
    SpringApplication.run(MirrorApplication.class, args);
  }
}
