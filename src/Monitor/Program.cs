Console.WriteLine("flinkready");
